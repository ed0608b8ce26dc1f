# code: I-UNTRUSTED
# title: AWS's certificate is by an authority that AWS_CA_BUNDLE does not have
# stand-in: the authorities
# remedy: none whom to trust is for whoever runs the network to say
plant() {
  local java
  read -r java <"$FAULTS_ROOT/cli/target/dist/java-home"
  "$java/bin/keytool" -exportcert -rfc -keystore "$(foreign_keystore 127.0.0.1)" -storepass changeit -alias stand-in -file "$HOME/company-ca.pem" 2>/dev/null
  export AWS_CA_BUNDLE=$HOME/company-ca.pem
}
