# code: M-NOT-MAPPED
# title: no line for the person, as the map shows that an administrator sent them
# doctor: --with aws-auth.yaml
# remedy: yes
# by: administrator
start() { bound_colleague; }
plant() {
  unmap
  shown_map
}
