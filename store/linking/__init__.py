"""When two wordings are one action: what a careful reader would be sure of, what not, and what are two actions.

    text -> prepared (who is to do what to what) -> aligned (which words say the same) -> judged (one action, or not)

`english.toml` has what words of English do; `docs/identity.md` tells the rules to those who write registers.
"""
