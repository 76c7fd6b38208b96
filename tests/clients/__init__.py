"""Other people's clients, unchanged, against a running server; every figure they give is compared with the release."""
