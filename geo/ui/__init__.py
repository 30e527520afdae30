"""The Streamlit page: nothing here is needed without it."""
