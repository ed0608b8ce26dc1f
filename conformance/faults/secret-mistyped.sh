# code: I-SECRET
# title: the last letter of the secret key is missing
# remedy: none the secret is shown once, when the key is made
plant() { sed -i 's/^\(aws_secret_access_key = .*\).$/\1/' "$HOME/.aws/credentials"; }
