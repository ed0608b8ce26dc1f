# code: D-CONFIG-BROKEN
# title: a line of ~/.aws/credentials is neither a section nor NAME = VALUE
# remedy: yes
# by: self
plant() { sed -i '1a aws_access_key_id' "$HOME/.aws/credentials"; }
