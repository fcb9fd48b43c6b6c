#pragma once

#include <QCoreApplication>

namespace hw::scripthost {

/// Counts the events that it delivers. The reactions of promises are events that the JavaScript engine posts to itself,
/// and Qt does not say whether any are left.
class HostApplication final : public QCoreApplication
{
public:
    using QCoreApplication::QCoreApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        ++m_delivered;
        return QCoreApplication::notify(receiver, event);
    }

    /// Delivers what is posted, and what is posted meanwhile, until nothing is left.
    void deliverAll() const
    {
        for (auto before = m_delivered - 1; before != m_delivered;) {
            before = m_delivered;
            sendPostedEvents();
        }
    }

private:
    quint64 m_delivered = 0;
};

} // namespace hw::scripthost
