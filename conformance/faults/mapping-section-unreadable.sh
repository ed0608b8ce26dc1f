# code: M-BROKEN
# title: a tab makes the users' section of aws-auth unreadable
# doctor: --with aws-auth.yaml
# remedy: yes
# by: administrator
plant() {
  set_section mapUsers "- userarn: $USER_ARN
	username: $USER_NAME
  groups:
  - $VIEWERS
"
  shown_map
}
