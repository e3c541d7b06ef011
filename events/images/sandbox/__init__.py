"""The program that opens untrusted pictures, in a child process with little memory and little time.

It needs Pillow and nothing of the project, and starts without it (`upload` puts this folder's parent
on the child's path): so its modules import each other relatively. Its functions work in any process.
"""
