"""Front matter: from text in any of its forms to typed values."""
