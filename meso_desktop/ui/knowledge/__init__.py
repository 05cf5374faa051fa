"""The knowledge page: what the packs say, where it comes from, and what the clinic has made of it."""
