"""Which figures answer a question, by what they are measured, and what holds of them."""
