# code: D-ENDPOINT
# title: AWS_ENDPOINT_URL_STS is left over from a stand-in that no longer runs
# remedy: yes
# by: self
plant() { export AWS_ENDPOINT_URL_STS=http://127.0.0.1:9; }
