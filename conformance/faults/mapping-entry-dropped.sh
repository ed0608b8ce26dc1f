# code: M-INVALID
# title: the entry says arn where it should say userarn, and is dropped
# doctor: --with aws-auth.yaml
# remedy: yes
# by: administrator
start() { bound_colleague; }
plant() {
  set_section mapUsers "- arn: $USER_ARN
  username: $USER_NAME
  groups:
  - $VIEWERS
"
  shown_map
}
