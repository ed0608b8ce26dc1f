# code: D-CONFIG-BROKEN
# title: a section stands twice in ~/.aws/config, so none of it counts
# remedy: yes
# by: self
plant() { printf '\n[default]\noutput = json\n' >>"$HOME/.aws/config"; }
