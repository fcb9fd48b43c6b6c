#include "core/http/endpoint.h"

#include <QHostAddress>

namespace hw::http {

QString endpointText(const QHostAddress& host, quint16 port)
{
    bool isV4 = false;
    const quint32 v4 = host.toIPv4Address(&isV4);
    if (isV4)
        return QHostAddress(v4).toString() + QLatin1Char(':') + QString::number(port);
    return QLatin1Char('[') + host.toString() + QLatin1String("]:") + QString::number(port);
}

} // namespace hw::http
