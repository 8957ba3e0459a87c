"""Tables in, and packages of tables out."""
