package dev.mynah.agent.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that a listener shows, in PEM; both files are read again when they change.
 *
 * @param clientCaFile when set, a client must show a certificate that this authority signed
 */
public record ListenerTlsConfig(Path certFile, Path keyFile, @Nullable Path clientCaFile) {}
