#pragma once

#include "ui/widgets/label.h"

#include <QWidget>

class QHBoxLayout;

namespace hw::widgets {

/// The 32 px bar above a panel: a title, what belongs to it in secondary text, controls at the right end.
class PanelHeader final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PanelHeader)

public:
    PanelHeader(const Theme& theme, const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setDetail(const QString& text);
    /// Takes ownership; in the order of the calls, from left to right.
    void addControl(QWidget* control);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QHBoxLayout* m_layout;
    Label* m_title;
    Label* m_detail;
};

} // namespace hw::widgets
