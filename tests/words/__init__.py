"""The strings that people can meet: in the code, the exercises and the page; `make words` prints them."""
