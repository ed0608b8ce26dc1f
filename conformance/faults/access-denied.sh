# code: P-DENIED
# title: mapped, and no binding gives what is asked for
# remedy: yes
# by: administrator
# doctor: list configmaps
plant() { set_section mapUsers "- userarn: $USER_ARN
  username: $USER_NAME
  groups: []
"; }
