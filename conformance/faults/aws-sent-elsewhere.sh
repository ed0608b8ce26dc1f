# code: D-ENDPOINT
# title: AWS_ENDPOINT_URL_STS is left over from an experiment
# remedy: yes
# by: self
plant() { export AWS_ENDPOINT_URL_STS=http://127.0.0.1:$(closed_port); }
