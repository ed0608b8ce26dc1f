# code: D-CONFIG-BROKEN
# title: a bracket is missing in ~/.aws/config
# remedy: none what should stand there only its owner knows
plant() { printf '[profile other\nregion = eu-west-1\n' >>"$HOME/.aws/config"; }
