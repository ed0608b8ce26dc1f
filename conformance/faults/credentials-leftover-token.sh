# code: D-LEFTOVER-TOKEN
# title: a session's token is left over beside a user's own key
# remedy: yes
# by: self
start() { in_variables; }
plant() { export AWS_SESSION_TOKEN=$(aws sts get-session-token --query Credentials.SessionToken --output text); }
