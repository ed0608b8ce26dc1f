# code: D-LEFTOVER-TOKEN
# title: a session's token is left over beside a user's own key in ~/.aws/credentials
# remedy: yes
# by: self
plant() { printf 'aws_session_token = %s\n' "$(aws sts get-session-token --query Credentials.SessionToken --output text)" >>"$HOME/.aws/credentials"; }
