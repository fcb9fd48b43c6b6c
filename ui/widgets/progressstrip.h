#pragma once

#include "ui/widgets/theme.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace hw::widgets {

class Label;
class TextButton;

/// Long work: what, how far, how long it will take, and a way to stop it. Shown once it has lasted 300 ms.
class ProgressStrip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProgressStrip)

public:
    explicit ProgressStrip(const Theme& theme, QWidget* parent = nullptr);

    /// `total` 0 = it has ended.
    void setProgress(const QString& what, int done, int total);

Q_SIGNALS:
    void cancelWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Label* m_text;
    Label* m_left;
    TextButton* m_cancel;
    QTimer m_delay;
    QElapsedTimer m_since;
    double m_part = 0;
};

} // namespace hw::widgets
