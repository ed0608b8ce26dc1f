# code: D-WEB-TOKEN-FILE
# title: AWS_WEB_IDENTITY_TOKEN_FILE names a file that is not there
# remedy: none the pod must be started anew, by whoever runs it
start() { in_pod; }
plant() { rm -rf "$HOME/token" "$HOME/.aws/cli"; } # the AWS CLI keeps the session there
