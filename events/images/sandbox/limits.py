"""What one picture may cost."""

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 40_000_000
#: The longest edge that is kept, in pixels: the widest rendition (1920) with room for a crop.
LONGEST_EDGE = 2560
#: What opening and writing one picture may take, in bytes of address space, the interpreter included.
MEMORY = 300 * 1024 * 1024
#: What decoding alone may take, as far as the picture's header tells.
DECODING = 240 * 1024 * 1024
CPU_SECONDS = 20
