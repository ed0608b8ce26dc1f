# code: D-CA-BUNDLE
# title: AWS_CA_BUNDLE names a file that is not there
# remedy: none in the sandbox that file is needed; which one is right only its owner knows
plant() { export AWS_CA_BUNDLE=$HOME/gone.pem; }
