"""Components of our own: what Streamlit does not have."""
