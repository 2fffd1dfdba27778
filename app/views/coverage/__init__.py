"""The coverage panel: what no episode holds, what nobody was asked about, where agencies are silent, what was set aside."""
