# code: D-ROLE-EXTERNAL-ID
# title: the role asks for an external id, and the profile says none
# remedy: yes
# by: self
start() { role_by_profile; }
plant() {
  trust "viewer-$USER_NAME" "{\"AWS\": \"$USER_ARN\"}" '{"StringEquals": {"sts:ExternalId": "team-42"}}'
  rm -rf "$HOME/.aws/cli"
}
