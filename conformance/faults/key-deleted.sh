# code: I-UNKNOWN-KEY
# title: the access key was deleted in IAM
# remedy: none a new key is given by whoever runs the account
plant() { iam DeleteAccessKey UserName="$USER_NAME" AccessKeyId="$(cut -d' ' -f1 "$SCRATCH/keys")" >/dev/null; }
