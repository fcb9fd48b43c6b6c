#pragma once

#include <QString>

class QHostAddress;

namespace hw::http {

/// "127.0.0.1:53122", "[::1]:53122"; an IPv4 address in IPv6 form is shown as what it is.
[[nodiscard]] QString endpointText(const QHostAddress& host, quint16 port);

} // namespace hw::http
