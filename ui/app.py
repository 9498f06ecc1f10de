"""The Streamlit entry script: ``streamlit run ui/app.py``; ``interview-panel ui`` starts the same page."""

from interview_ui.script import main

main()
