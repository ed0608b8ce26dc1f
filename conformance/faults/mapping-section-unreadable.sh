# code: M-BROKEN
# title: a tab makes the users' section of aws-auth unreadable, and the person's line is gone from it
# doctor: --with aws-auth.yaml
# remedy: yes
# by: administrator
start() { bound_colleague; }
# The sandbox's webhook keeps whoever still stands in a broken text, where EKS locks everybody in it out.
plant() {
  set_section mapUsers "- userarn: arn:aws:iam::$ACCOUNT:user/somebody-else
	username: somebody-else
  groups:
  - $VIEWERS
"
  shown_map
}
