"""The file's form: records, loading, what is wrong with a file, and writing."""
