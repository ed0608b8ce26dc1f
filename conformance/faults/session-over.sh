# code: D-EXPIRED
# title: temporary keys in the credentials file are over
# remedy: none where they came from, the file does not say
start() {
  role_session
  keys default $SESSION
}
plant() {
  iam TagRole RoleName="viewer-$USER_NAME" Tags.member.1.Key=sandbox:sessions-ended Tags.member.1.Value="$(date -u +%FT%TZ -d '+1 second')" >/dev/null
}
