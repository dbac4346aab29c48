/** The web server: who is believed about an address, and how long a request may take to come in. */
@NullMarked
package fr.jalons.server;

import org.jspecify.annotations.NullMarked;
