/** The dashboards, a class for each, and the test that the committed files are what these make. */
@NullMarked
package dev.mynah.dashboards.board;

import org.jspecify.annotations.NullMarked;
