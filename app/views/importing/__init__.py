"""Taking a return in: choosing the file, and the preview that shows how each column and date was understood."""
