#pragma once

#include "ui/widgets/banner.h"

#include <QTimer>

#include <functional>

namespace hw::widgets {

/// A banner over the lower edge of `host` for 5 s; failures stay until they are closed.
class Toast final : public Banner
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Toast)

public:
    Toast(const Theme& theme, QWidget& host);

    /// Replaces what is shown. `undo` makes an "Undo" button.
    void inform(const QString& text, std::function<void()> undo = {});
    void fail(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    QWidget& m_host;
    QTimer m_timer;
    std::function<void()> m_undo;
};

} // namespace hw::widgets
