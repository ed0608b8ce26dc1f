# code: D-ROLE-MFA
# title: the role asks for a one-time code
# remedy: elsewhere a code comes from a device that a script does not have
start() { role_by_profile; }
plant() {
  trust "viewer-$USER_NAME" "{\"AWS\": \"$USER_ARN\"}" '{"Bool": {"aws:MultiFactorAuthPresent": "true"}}'
  rm -rf "$HOME/.aws/cli"
}
