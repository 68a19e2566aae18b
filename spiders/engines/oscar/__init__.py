"""django-oscar: no open feed; one catalogue that pages through all offers."""
