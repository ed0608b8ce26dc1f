# code: N-EXPIRED
# title: the certificate of a gateway before the API server was not renewed in time
# stand-in: the gateway
# remedy: none to renew it is for whoever runs the gateway
start() { behind_gateway; }
plant() {
  company_certificate old -40d
  mv "$SCRATCH/old.p12" "$SCRATCH/gateway.p12"
}
