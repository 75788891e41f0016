"""``python -m bellflower`` does what ``bellflower`` does."""

from bellflower.cli import main

if __name__ == "__main__":
    main(prog_name="bellflower")
