"""The generic shop: any site that sells, without knowing its software."""
