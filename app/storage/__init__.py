"""Storage is the only room that knows the key: the encrypted file, its rows and its tables, never the case.

Opening and locking the file, unit of work, change recorder, revision log, migrations and verified backups. Nothing else
imports ``sqlcipher3``; nothing here knows what a finding is.
"""
