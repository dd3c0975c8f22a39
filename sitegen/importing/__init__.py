"""Articles in: web pages, documents, mails and feeds to Markdown sources with filled front matter.

The libraries that read these formats come with the extra `import`; nothing else in sitegen imports them.
"""
