# code: I-UNREACHABLE
# title: nobody listens where STS should
# stand-in: the way to AWS
# alike: D-ENDPOINT
# remedy: none the way is mended by whoever runs the network
plant() { export AWS_ENDPOINT_URL=https://127.0.0.1:$(closed_port); }
