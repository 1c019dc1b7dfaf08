"""What can't be listed, learned: which words are cues, and what belongs to each as source and content."""
