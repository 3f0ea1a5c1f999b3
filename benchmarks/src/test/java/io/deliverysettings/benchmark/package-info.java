@NullMarked
package io.deliverysettings.benchmark;

import org.jspecify.annotations.NullMarked;
