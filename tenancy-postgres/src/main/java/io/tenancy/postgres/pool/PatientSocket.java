package io.tenancy.postgres.pool;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;

/** A socket that is closed only after the other side has closed its own, or had a second for it. */
final class PatientSocket extends Socket {

    private static final int PATIENCE_MILLIS = 1000;

    private final ReentrantLock reading = new ReentrantLock();

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                reading.lock();
                try {
                    return in.read();
                } finally {
                    reading.unlock();
                }
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                reading.lock();
                try {
                    return in.read(bytes, offset, length);
                } finally {
                    reading.unlock();
                }
            }
        };
    }

    /** Whoever still reads is cut off: such a connection is broken, not closed. */
    @Override
    public void close() throws IOException {
        try {
            if (isConnected() && !isClosed() && reading.tryLock()) {
                try {
                    awaitGoodbye();
                } finally {
                    reading.unlock();
                }
            }
        } finally {
            super.close();
        }
    }

    private void awaitGoodbye() {
        try {
            shutdownOutput();
            setSoTimeout(PATIENCE_MILLIS);
            InputStream rest = super.getInputStream();
            byte[] unread = new byte[512];
            long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
            while (end - System.nanoTime() > 0 && rest.read(unread) >= 0) {
                // What it still says nobody wants to hear.
            }
        } catch (IOException e) {
            // It is gone, or will not say goodbye: closed either way.
            return;
        }
    }
}
