# code: M-NAME
# title: the user name is written on, which YAML reads as true, and the name is empty
# remedy: yes
# by: administrator
start() { bound_colleague; }
plant() {
  set_section mapUsers "- userarn: $USER_ARN
  username: on
  groups: []
"
}
