"""What is wrong with the guidance's files, said so that whoever edits them can mend it."""


class GuidanceError(ValueError):
    """A file of the guidance cannot be used: names the file, the key in it and the fault."""

    def __init__(self, file: str, key: str, fault: str) -> None:
        super().__init__(f"{file}: {key or 'the whole file'}: {fault}")
        self.file = file
        self.key = key
        self.fault = fault
